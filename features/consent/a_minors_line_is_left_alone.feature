@R8
Feature: No promotional text reaches a child's line once a parent has objected

  Background:
    Given Linda is a customer, with a line for her daughter Maya
    And the company promised Linda by email:
      | offer         | free phone upgrade |
      | price         | 0.00 USD           |
      | regular price | 130.00 USD         |

  Scenario: She asks for it on the phone
    When Linda asks the call centre to stop promotional messages to Maya's line
    And 9 days pass
    And she looks through the texts on Maya's line for promotional messages
    Then no promotional message reaches Maya's line from then on

  Scenario: She says it in her own words
    When Linda asks the texts to stop promotional messages to Maya's line: "please stop texting my daughter"
    And 9 days pass
    And she looks through the texts on Maya's line for promotional messages
    Then no promotional message reaches Maya's line from then on

  Scenario: She wants them on her own line instead
    When Linda asks the texts to move promotional messages off Maya's line
    And 4 weeks pass
    And she looks through the texts on Maya's line for promotional messages
    And she looks through the texts for promotional messages
    Then no promotional message reaches Maya's line from then on
    And promotional messages come again
