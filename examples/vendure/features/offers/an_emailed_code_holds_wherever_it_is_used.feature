@R1
Feature: An emailed code holds wherever it is used
  The company mails a code. It is worth the same in the app and by phone.

  Background:
    Given Linda is a customer
    And the company promised Linda by email:
      | offer         | Rain jacket, 20% off |
      | price         | 47.99 EUR            |
      | regular price | 59.99 EUR            |
    When Linda opens the email

  Scenario: She buys in the app
    When she redeems the offer in the app
    Then every touchpoint honours the promise

  Scenario: She prefers to talk
    When she redeems the offer at the call centre
    Then every touchpoint honours the promise

  Scenario: She tries it a second time in the app
    When she redeems the offer at the call centre
    And she redeems the offer in the app
    Then every touchpoint honours the promise

  Scenario: She tries it a second time by phone
    When she redeems the offer in the app
    And she redeems the offer at the call centre
    Then the app honours the promise
    And nobody turned Linda away

  Scenario: She orders by phone and pays in the app
    When she puts the offer in the cart at the call centre
    And the agent completes the order of Linda, which waits for its payment
    And she checks out in the app
    Then every touchpoint honours the promise
