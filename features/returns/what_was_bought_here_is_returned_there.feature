@R18
Feature: What was bought in one place is returned in another
  Whoever bought it online wants to bring it back to the store, and have all the money back.

  Background:
    Given Linda is a customer

  Scenario Outline: Bought <bought>, given back <returned>
    Given the company takes "Kestrel Stand" back within 30 days
    When Linda buys 2 of "Kestrel Stand" <bought>
    And 20 days pass
    And she returns "Kestrel Stand" <returned>
    And she reads the confirmation of the refund
    Then Linda gets the money back as promised

    Examples:
      | bought             | returned            |
      | on the website     | in the store        |
      | in the store       | on the website      |
      | in the app         | at the call centre  |
      | at the call centre | in the app          |
      | on the website     | in the chat         |
      | in the app         | in the texts        |
      | in the store       | on the social media |

  Scenario: The days are counted from the day it was bought
    Given the company takes "Kestrel Stand" back within 30 days
    And the company sells "Kestrel Case"
    When Linda buys "Kestrel Case" on the website
    And 20 days pass
    And she buys "Kestrel Stand" on the website
    And 15 days pass
    And she returns "Kestrel Stand" in the texts
    Then Linda gets the money back as promised

  Scenario: After the promised days nothing need be taken back
    Given the company takes "Kestrel Stand" back within 30 days
    When Linda buys "Kestrel Stand" on the website
    And 32 days pass
    And she returns "Kestrel Stand" in the store
    Then Linda gets the money back as promised

  Scenario: What is given back is on the shelf again
    Given the company sells "Kestrel Dock"
    When Linda looks how many of "Kestrel Dock" are left in the store
    And she buys 2 of "Kestrel Dock" on the website
    And she returns "Kestrel Dock" in the store
    And she looks how many of "Kestrel Dock" are left in the app
    Then every touchpoint shows the same stock

  Scenario: What was bought with an offer is returned too
    Given the company promised Linda by email:
      | offer          | half-price phone |
      | price          | 65.00 USD        |
      | valid for      | 30 days          |
      | returns within | 30 days          |
    When Linda opens the email
    And she redeems the offer on the website
    And she returns the last order in the store
    And she reads the confirmation of the refund
    Then Linda gets the money back as promised
    And every touchpoint honours the promise
