@R12
Feature: Whoever writes to the company is answered, in time and where they wrote

  Background:
    Given Linda is a customer, with a line for her daughter Maya
    And the company promised Linda by email:
      | offer         | free phone upgrade |
      | price         | 0.00 USD           |
      | regular price | 130.00 USD         |
    When Linda opens the email

  Scenario: On social media
    When Linda asks the social media about the offer for Maya's line
    Then Linda is answered in time
    And nobody turned Linda away

  Scenario: By texts
    When Linda asks the texts about the offer for Maya's line
    Then Linda is answered in time
    And nobody turned Linda away
