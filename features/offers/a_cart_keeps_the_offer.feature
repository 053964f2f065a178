@R1
Feature: A cart keeps the offer until it is paid

  Background:
    Given Linda is a customer, with a line for her daughter Maya
    And the company promised Linda by email:
      | offer         | free phone upgrade |
      | price         | 0.00 USD           |
      | regular price | 130.00 USD         |
      | line          | Maya               |
      | valid for     | 30 days            |

  Scenario: Put in the cart today, paid two days later
    When Linda opens the email
    And she puts the offer in the cart on the website
    And 2 days pass
    And she checks out on the website
    And she reads the order confirmation
    Then every touchpoint honours the promise
    And the confirmation says what was charged
    And nobody turned Linda away

  @R5
  Scenario: Used in the app while it waits in the cart
    When Linda opens the email
    And she puts the offer in the cart on the website
    And she redeems the offer in the app
    And she checks out on the website
    Then every touchpoint honours the promise

  @R4
  Scenario: It ends while it waits in the cart
    When Linda opens the email
    And she puts the offer in the cart on the website
    And Linda's offer has ended
    And she checks out on the website
    Then every touchpoint honours the promise
