@R15
Feature: The confirmation of an order says what was charged

  Background:
    Given Linda is a customer, with a line for her daughter Maya
    And the company promised Linda by email:
      | offer         | half-price phone upgrade |
      | price         | 65.00 USD                |
      | regular price | 130.00 USD               |

  Scenario Outline: Ordered at the <place>, confirmed by email and in the app
    When Linda opens the email
    And she redeems the offer at the <place> for Maya's line
    And she reads the order confirmation
    And she reads the order confirmation in the app
    Then the confirmation says what was charged
    And every touchpoint honours the promise

    Examples:
      | place       |
      | website     |
      | app         |
      | call centre |
      | store       |

  Scenario: Put right after a complaint
    When Linda opens the email
    And she complains to the complaints desk
    And she reads the order confirmation in the app
    Then the confirmation says what was charged
