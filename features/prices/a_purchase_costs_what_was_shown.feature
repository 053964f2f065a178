@R15
Feature: A purchase costs what the customer was shown
  Without any offer, too: what a place shows is a promise to whoever buys.

  Background:
    Given the company lists "Kestrel Case" at 19.90 USD
    And the company sells "Kestrel Charger"
    And Linda is a customer, with a line for her daughter Maya

  Scenario Outline: Three cases bought at the <place>
    When Linda looks up "Kestrel Case" on the website
    And she buys three of "Kestrel Case" at the <place>
    And she reads the order confirmation
    And she reads the order confirmation in the app
    Then everything costs what was shown
    And the confirmation says what was charged
    And nobody turned Linda away

    Examples:
      | place       |
      | website     |
      | app         |
      | call centre |
      | store       |

  Scenario: Bought where it was looked up, whatever the price list says
    When Linda looks up "Kestrel Charger" in the app
    And she buys "Kestrel Charger" in the app
    And she checks the account on the website
    Then everything costs what was shown
    And the confirmation says what was charged

  Scenario: Looked up on the way to the store
    When Linda looks up "Kestrel Charger" on the website
    And she buys 2 of "Kestrel Charger" in the store
    Then every touchpoint honours the promise
