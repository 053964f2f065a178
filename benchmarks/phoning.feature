Feature: Many customers without a browser

  Scenario Outline: Journey <number>
    Given Linda is a customer, with a line for her daughter Maya
    And the company promised Linda by mobile:
      | offer         | free phone upgrade |
      | price         | 0.00 USD           |
      | regular price | 130.00 USD         |
    When Linda learns of the offer from the app
    And she asks the call centre about the offer
    Then every touchpoint honours the promise

    Examples:
      | number |
