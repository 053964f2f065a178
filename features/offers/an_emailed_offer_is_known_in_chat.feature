@R1
Feature: An emailed offer is known in the chat, and holds on the website afterwards

  Background:
    Given Linda is a customer, with a line for her daughter Maya
    And the company promised Linda by email:
      | offer         | free phone upgrade |
      | price         | 0.00 USD           |
      | regular price | 130.00 USD         |

  Scenario: Asked about in the chat, bought on the website
    When Linda opens the email
    And she asks the chat about the offer for Maya's line
    And she redeems the offer on the website
    And she reads the order confirmation
    And she checks the account on the website
    Then every touchpoint honours the promise
    And the confirmation says what was charged
    And the upgrade is on the right line everywhere
    And nobody turned Linda away

  Scenario: Bought in the chat
    When Linda opens the email
    And she redeems the offer in the chat for Maya's line
    And she reads the order confirmation
    Then every touchpoint honours the promise
    And the confirmation says what was charged
