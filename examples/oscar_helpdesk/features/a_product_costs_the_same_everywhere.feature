@R15
Feature: A product costs the same everywhere

  Scenario Outline: <product>
    Given Linda is a customer
    And the company lists "<product>" at <price>
    When Linda looks up "<product>" on the website
    And she looks up "<product>" in the app
    Then every touchpoint shows the listed price

    Examples:
      | product       | price     |
      | Rain jacket   | 59.99 USD |
      | Wool hat      | 24.95 USD |
      | Hiking socks  | 12.35 USD |
      | Trekking pole | 89.99 USD |
