@R7
Feature: Whoever wants no promotional messages says so once, anywhere, and is heard everywhere

  Background:
    Given Linda is a customer
    And the company promised Linda by email:
      | offer         | free phone upgrade |
      | price         | 0.00 USD           |
      | regular price | 130.00 USD         |

  Scenario: STOP by text stops the emails too
    When Linda asks the texts to stop promotional messages
    And 4 weeks pass
    And she looks through the texts for promotional messages
    And she looks through the inbox for promotional messages
    Then no promotional message comes from then on

  Scenario: One click in an email stops the texts too
    When Linda opens the email
    And she asks the inbox to stop promotional messages
    And 4 weeks pass
    And she looks through the inbox for promotional messages
    And she looks through the texts for promotional messages
    Then no promotional message comes from then on

  Scenario Outline: Said to somebody, or ticked on a page, it stops the texts
    When Linda asks the <place> to stop promotional messages
    And 4 weeks pass
    And she looks through the texts for promotional messages
    Then no promotional message comes from then on

    Examples:
      | place       |
      | call centre |
      | store       |
      | website     |
