Feature: One offer taken everywhere
  Each row is one journey; plain_script.py walks the same one.

  Scenario Outline: Journey <number>
    Given Linda is a customer, with a line for her daughter Maya
    And the company promised Linda by email:
      | offer         | free phone upgrade |
      | price         | 0.00 USD           |
      | regular price | 130.00 USD         |
    When Linda opens the email
    And she asks the website about the offer for Maya's line
    And she asks the call centre about the offer
    And she asks the store about the offer
    And she redeems the offer at the store
    Then every touchpoint honours the promise

    Examples:
      | number |
