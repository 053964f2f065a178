@R10
Feature: Her mother goes for her
  The promise is the customer's, whoever comes for it; what was told once need not be told again.

  Background:
    Given Linda is a customer, with a line for her daughter Maya
    And the company promised Linda by email:
      | offer         | free phone upgrade |
      | price         | 0.00 USD           |
      | regular price | 130.00 USD         |

  Scenario: By phone, after Linda was in the store
    When Linda opens the email
    And she asks the store about the offer for Maya's line
    And her mother Ruth asks the call centre about the offer for her
    Then every touchpoint honours the promise
    And Linda never had to explain herself twice

  Scenario: At the counter
    When Linda opens the email
    And she asks the call centre about the offer for Maya's line
    And her mother Ruth redeems the offer in the store for Linda
    Then every touchpoint honours the promise
    And Linda never had to explain herself twice

  Scenario: Somebody who is a customer too
    Given Ruth is a customer
    When Linda opens the email
    And her mother Ruth redeems the offer through the call centre for Linda
    And Linda reads the order confirmation
    Then every touchpoint honours the promise to Linda
    And the confirmation says what was charged
