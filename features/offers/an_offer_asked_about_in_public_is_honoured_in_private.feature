@R1
Feature: An offer asked about in public is honoured in private
  She mentions the company on social media. It answers in public without anything of hers, and goes on in private messages.

  Background:
    Given Linda is a customer, with a line for her daughter Maya
    And the company promised Linda by email:
      | offer         | free phone upgrade |
      | price         | 0.00 USD           |
      | regular price | 130.00 USD         |
    When Linda opens the email

  Scenario: Asked on social media, bought on the website
    When Linda asks the social media about the offer for Maya's line
    And she redeems the offer on the website
    Then every touchpoint honours the promise
    And Linda is answered in time

  Scenario: Asked on social media, bought by phone
    When Linda asks the social media about the offer for Maya's line
    And she redeems the offer at the call centre
    Then every touchpoint honours the promise
    And she never had to explain herself twice

  Scenario: Asked by text, bought in the app
    When Linda asks the texts about the offer for Maya's line
    And she redeems the offer in the app
    Then every touchpoint honours the promise
