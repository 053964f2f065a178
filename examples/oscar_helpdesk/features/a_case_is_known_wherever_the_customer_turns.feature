@R9 @R11
Feature: A case is known wherever the customer turns

  Background:
    Given Linda is a customer
    And the company promised Linda by email:
      | offer         | 1 × Rain jacket |
      | price         | 47.99 USD       |
      | regular price | 59.99 USD       |

  Scenario: Opened on the web, found by the agent and in the list of her cases
    When Linda has a note written at the help desk: "My jacket came torn."
    And she asks the call centre for the note
    And she asks the list of cases for the note
    Then the note is found wherever Linda goes

  Scenario: Noted by the agent, read on the web
    When Linda has a note written at the help desk: "My jacket came torn."
    And she has a note written at the call centre: "We send a new jacket to Linda."
    And she asks the help desk for the note
    Then the note is found wherever Linda goes

  Scenario: Her phone wrote her address with a capital letter
    When Linda writes her email address with a capital letter
    And she has a note written at the help desk: "My jacket came torn."
    And she asks the call centre for the note
    And she asks the list of cases for the note
    Then the note is found wherever Linda goes
