@R23
Feature: Having a promise kept costs the customer little

  Scenario: Two contacts and five minutes are enough
    Given Linda is a customer, with a line for her daughter Maya
    And the company promised Linda by email:
      | offer         | free phone upgrade |
      | price         | 0.00 USD           |
      | regular price | 130.00 USD         |
    When Linda opens the email
    And she asks the call centre about the offer for Maya's line
    And she redeems the offer at the store
    Then every touchpoint honours the promise
    And it cost Linda at most 2 contacts and 5 minutes of waiting
