@R4
Feature: An offer runs to its last second, in every channel, and not longer

  Background:
    Given Linda is a customer
    And the company promised Linda by email:
      | offer         | free phone upgrade  |
      | price         | 0.00 USD            |
      | regular price | 130.00 USD          |
      | valid through | 2026-11-30 23:59:59 |

  Scenario Outline: At the last second the <place> still honours it
    When Linda opens the email
    And it is the last second of Linda's offer
    And she redeems the offer at the <place>
    Then every touchpoint honours the promise

    Examples:
      | place       |
      | website     |
      | app         |
      | call centre |
      | store       |

  Scenario Outline: One second later the <place> no longer sells it
    When Linda opens the email
    And Linda's offer has ended
    And she redeems the offer at the <place>
    Then every touchpoint honours the promise

    Examples:
      | place       |
      | website     |
      | app         |
      | call centre |
      | store       |
