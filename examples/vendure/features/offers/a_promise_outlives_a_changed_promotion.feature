@R1 @R4
Feature: A promise outlives a promotion that is changed
  The company has mailed an offer that holds for 30 days, and changes its mind while the offer is in Linda's cart.

  Background:
    Given Linda is a customer
    And the company promised Linda by email:
      | offer         | Rain jacket, 20% off |
      | price         | 47.99 EUR            |
      | regular price | 59.99 EUR            |
      | valid for     | 30 days              |
    When Linda opens the email

  Scenario: Withdrawn while it is in the cart of the app
    When she puts the offer in the cart in the app
    And the company withdraws the promotion made to Linda
    And she checks out in the app
    Then every touchpoint honours the promise

  Scenario: Withdrawn while the agent has the order open
    When she puts the offer in the cart at the call centre
    And the company withdraws the promotion made to Linda
    And she checks out at the call centre
    Then every touchpoint honours the promise

  Scenario: Ended early while it is in the cart of the app
    When she puts the offer in the cart in the app
    And the company ends the promotion made to Linda early
    And she checks out in the app
    Then every touchpoint honours the promise

  Scenario: Lowered to half while it is in the cart of the app
    When she puts the offer in the cart in the app
    And the company lowers the promotion made to Linda to 10 percent
    And she checks out in the app
    Then every touchpoint honours the promise

  Scenario: Lowered to half while the agent has the order open
    When she puts the offer in the cart at the call centre
    And the company lowers the promotion made to Linda to 10 percent
    And she checks out at the call centre
    Then every touchpoint honours the promise
