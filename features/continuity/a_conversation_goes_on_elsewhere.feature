@R10 @R11
Feature: A conversation that begins in chat goes on elsewhere
  What was said to the assistant is known to whoever comes next: the website, the agent on the phone.

  Background:
    Given Linda is a customer, with a line for her daughter Maya
    And the company promised Linda by email:
      | offer         | free phone upgrade |
      | price         | 0.00 USD           |
      | regular price | 130.00 USD         |

  Scenario: Begun in chat, ended with the call centre
    When Linda opens the email
    And she asks the chat about the offer for Maya's line
    And 2 days pass
    And she redeems the offer through the call centre
    Then every touchpoint honours the promise
    And she never had to explain herself twice

  Scenario: Begun with the call centre, ended in chat
    When Linda opens the email
    And she asks the call centre about the offer for Maya's line
    And 2 days pass
    And she redeems the offer in the chat
    And she checks the account on the website
    Then every touchpoint honours the promise
    And she never had to explain herself twice
    And the upgrade is on the right line everywhere
