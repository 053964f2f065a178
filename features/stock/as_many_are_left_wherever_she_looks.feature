@R16
Feature: As many are left wherever the customer looks
  Whoever drives to the store for the last three wants to find three.

  Background:
    Given Linda is a customer

  Scenario: She looks on her phone before she goes to the store
    Given the company has 3 of "Kestrel Dock" in stock
    And the company lists "Kestrel Dock" at 49.00 USD
    When Linda looks up "Kestrel Dock" on the website
    And she looks how many of "Kestrel Dock" are left on the website
    And she looks how many of "Kestrel Dock" are left in the app
    And she looks how many of "Kestrel Dock" are left in the store
    Then every touchpoint shows the same stock
    And every touchpoint shows the listed price

  Scenario Outline: Asked by <means>
    Given the company has 3 of "Kestrel Dock" in stock
    When Linda looks how many of "Kestrel Dock" are left <place>
    Then every touchpoint shows the same stock

    Examples:
      | means        | place               |
      | phone        | at the call centre  |
      | chat         | in the chat         |
      | text         | in the texts        |
      | social media | on the social media |

  Scenario: What was bought in the app is gone from the shelves
    Given the company sells "Kestrel Stand"
    When Linda looks how many of "Kestrel Stand" are left on the website
    And she buys 2 of "Kestrel Stand" in the app
    And she looks how many of "Kestrel Stand" are left in the store
    And she looks how many of "Kestrel Stand" are left in the app
    And she looks how many of "Kestrel Stand" are left in the chat
    Then every touchpoint shows the same stock

  Scenario: What the till shows can be bought on the website
    Given the company sells "Kestrel Strap"
    When Linda looks how many of "Kestrel Strap" are left in the store
    And she buys "Kestrel Strap" on the website
    And she looks how many of "Kestrel Strap" are left in the store
    Then every touchpoint shows the same stock
    And everything costs what was shown

  Scenario: Nobody is sold what is not there
    Given the company has 3 of "Kestrel Dock" in stock
    When Linda buys 4 of "Kestrel Dock" in the app
    And she looks how many of "Kestrel Dock" are left in the store
    Then every touchpoint shows the same stock
