@R10
Feature: Whoever takes over in the chat has read what was said before

  Scenario: From the assistant to a person in the chat
    Given Linda is a customer, with a line for her daughter Maya
    And the company promised Linda by email:
      | offer         | free phone upgrade |
      | price         | 0.00 USD           |
      | regular price | 130.00 USD         |
    When Linda opens the email
    And she asks the chat about the offer for Maya's line
    And she asks the chat about the offer and is put through to a colleague
    Then every touchpoint honours the promise
    And she never had to explain herself twice
