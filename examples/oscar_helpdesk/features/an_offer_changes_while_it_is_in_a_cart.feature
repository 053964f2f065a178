@R4 @R15
Feature: An offer changes while it is in a cart
  The company may be wrong to end an offer early; nobody may be charged more than they were shown.

  Background:
    Given Linda is a customer
    And the company promised Linda by email:
      | offer         | 1 × Rain jacket |
      | price         | 47.99 USD       |
      | regular price | 59.99 USD       |

  Scenario Outline: Ended between the last look and the order, in the <place>
    When Linda opens the email
    And she asks the <place> about the offer
    And the company ends Linda's offer before its time
    And she checks out in the <place>
    Then every touchpoint honours the promise

    Examples:
      | place   |
      | website |
      | app     |

  Scenario Outline: Suspended between the last look and the order, in the <place>
    When Linda opens the email
    And she asks the <place> about the offer
    And the company suspends Linda's offer
    And she checks out in the <place>
    Then every touchpoint honours the promise

    Examples:
      | place   |
      | website |
      | app     |
