@R21
Feature: What was said in a chat can be read afterwards

  Scenario: The transcript comes, and says what was said
    Given Linda is a customer, with a line for her daughter Maya
    And the company promised Linda by email:
      | offer         | free phone upgrade |
      | price         | 0.00 USD           |
      | regular price | 130.00 USD         |
    When Linda opens the email
    And she asks the chat about the offer for Maya's line
    And she reads the transcript of the chat
    Then every touchpoint honours the promise
    And the transcript says what was said
