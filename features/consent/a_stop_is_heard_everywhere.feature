@R7 @R8
Feature: Whoever wants no promotional messages says so once, anywhere, and is heard everywhere

  Background:
    Given Linda is a customer, with a line for her daughter Maya
    And the company promised Linda by email:
      | offer         | free phone upgrade |
      | price         | 0.00 USD           |
      | regular price | 130.00 USD         |

  Scenario: She calls, and Maya's texts stop
    When Linda asks the call centre to stop promotional messages to Maya's line
    And 9 days pass
    And she looks through the texts on Maya's line for promotional messages
    Then no promotional message reaches Maya's line from then on

  Scenario: She says STOP by text, and no email comes either
    When Linda asks the texts to stop promotional messages
    And 4 weeks pass
    And she looks through the texts for promotional messages
    And she looks through the inbox for promotional messages
    Then no promotional message comes from then on
