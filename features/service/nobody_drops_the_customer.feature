@R12
Feature: No touchpoint drops the customer

  Scenario Outline: The <place> serves her to the end
    Given Linda is a customer, with a line for her daughter Maya
    And the company promised Linda by email:
      | offer         | free phone upgrade |
      | price         | 0.00 USD           |
      | regular price | 130.00 USD         |
    When Linda opens the email
    And she asks the <place> about the offer for Maya's line
    And she redeems the offer at the <place> for Maya's line
    Then nobody turned Linda away

    Examples:
      | place       |
      | website     |
      | app         |
      | call centre |
      | store       |
