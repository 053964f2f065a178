Feature: Many customers on the website

  Scenario Outline: Journey <number>
    Given Linda is a customer, with a line for her daughter Maya
    And the company promised Linda by email:
      | offer         | free phone upgrade |
      | price         | 0.00 USD           |
      | regular price | 130.00 USD         |
    When Linda opens the email
    And she redeems the offer on the website for Maya's line
    Then every touchpoint honours the promise

    Examples:
      | number |
