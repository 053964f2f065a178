@R9
Feature: A note written in one channel is found in every other, quickly

  Background:
    Given Linda is a customer, with a line for her daughter Maya
    And the company promised Linda by email:
      | offer         | free phone upgrade |
      | price         | 0.00 USD           |
      | regular price | 130.00 USD         |

  Scenario: Written in the store, found on the phone
    When Linda opens the email
    And she has a note written at the store: "The store has read the email; the upgrade is free."
    And 2 days pass
    And she asks the call centre for the note
    Then the note is found wherever Linda goes

  Scenario: Written on the phone, found in the store
    When Linda opens the email
    And she has a note written at the call centre: "The upgrade for Maya's line is free."
    And she asks the store for the note
    Then the note is found wherever Linda goes
