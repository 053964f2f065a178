@R5 @R19
Feature: A code is used once, whichever cart it waits in

  Background:
    Given Linda is a customer
    And the company promised Linda by email:
      | offer         | 1 × Rain jacket |
      | price         | 47.99 USD       |
      | regular price | 59.99 USD       |
      | times         | 1               |

  Scenario Outline: In the cart on the website and in the app, paid in the <first> and then in the <second>
    When Linda opens the email
    And she puts the offer in the cart on the website
    And she puts the offer in the cart in the app
    And she checks out in the <first>
    And she checks out in the <second>
    Then every touchpoint honours the promise

    Examples:
      | first   | second  |
      | website | app     |
      | app     | website |

  Scenario Outline: Used in the <first>, tried again in the <second>
    When Linda opens the email
    And she redeems the offer in the <first>
    And she redeems the offer in the <second>
    Then every touchpoint honours the promise

    Examples:
      | first   | second  |
      | website | app     |
      | app     | website |
