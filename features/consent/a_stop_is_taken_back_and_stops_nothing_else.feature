@R21
Feature: A stop can be taken back, and stops nothing but promotional messages

  Background:
    Given Linda is a customer
    And the company promised Linda by email:
      | offer         | free phone upgrade |
      | price         | 0.00 USD           |
      | regular price | 130.00 USD         |
      | times         | twice              |

  Scenario: She wants them again
    When Linda asks the texts to stop promotional messages
    And 9 days pass
    And she asks the texts for promotional messages again
    And 4 weeks pass
    And she looks through the texts for promotional messages
    Then promotional messages come again

  Scenario: She hears of her orders as before
    When Linda redeems the offer in the app
    And she asks the texts to stop promotional messages
    And 2 days pass
    And she redeems the offer in the app
    And she looks through the texts for promotional messages
    Then service messages still come
