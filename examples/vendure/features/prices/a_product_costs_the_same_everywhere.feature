@R15
Feature: A product costs the same everywhere
  What the app shows is what the agent says, tax included.

  Scenario Outline: Linda compares prices
    Given Linda is a customer
    And the company lists "<product>" at <price>
    When Linda looks up "<product>" in the app
    And she looks up "<product>" at the call centre
    Then every touchpoint shows the listed price

    Examples:
      | product     | price     |
      | Rain jacket | 59.99 EUR |
      | Tea mug     | 12.49 EUR |
