@R5
Feature: A code is used once, however many carts hold it
  Linda may use her code once. She has put it in her cart in the app, and the agent has entered it in an order as well.

  Background:
    Given Linda is a customer
    And the company promised Linda by email:
      | offer         | Rain jacket, 20% off |
      | price         | 47.99 EUR            |
      | regular price | 59.99 EUR            |
    When Linda opens the email
    And she puts the offer in the cart in the app
    And she puts the offer in the cart at the call centre

  Scenario: She pays in the app, then by phone
    When she checks out in the app
    And she checks out at the call centre
    Then every touchpoint honours the promise

  Scenario: She pays by phone, then in the app
    When she checks out at the call centre
    And she checks out in the app
    Then every touchpoint honours the promise

  Scenario: The order by phone waits for its payment while she pays in the app
    When the agent completes the order of Linda, which waits for its payment
    And she checks out in the app
    And she checks out at the call centre
    Then every touchpoint honours the promise
