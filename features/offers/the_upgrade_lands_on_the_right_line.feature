@R6
Feature: The upgrade lands on the line it was meant for, and that is visible everywhere

  Scenario Outline: Ordered at the <place> for her daughter's line
    Given Linda is a customer, with a line for her daughter Maya
    And the company promised Linda by email:
      | offer         | free phone upgrade |
      | price         | 0.00 USD           |
      | regular price | 130.00 USD         |
    When Linda opens the email
    And she redeems the offer at the <place> for Maya's line
    And she checks the account on the website
    And she checks the account in the app
    Then the upgrade is on the right line everywhere

    Examples:
      | place       |
      | website     |
      | app         |
      | call centre |
      | store       |
