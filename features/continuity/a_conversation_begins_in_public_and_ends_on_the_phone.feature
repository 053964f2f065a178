@R10 @R11
Feature: A conversation begins in public, goes on by text and ends on the phone, without being explained again

  Background:
    Given Linda is a customer, with a line for her daughter Maya
    And the company promised Linda by email:
      | offer         | free phone upgrade |
      | price         | 0.00 USD           |
      | regular price | 130.00 USD         |
    When Linda opens the email

  Scenario: From social media to the texts to the phone
    When Linda asks the social media about the offer for Maya's line
    And she asks the texts about the offer
    And 2 days pass
    And she redeems the offer at the call centre
    Then she never had to explain herself twice
    And every touchpoint honours the promise
    And nobody turned Linda away

  Scenario: From the store to social media
    When Linda asks the store about the offer for Maya's line
    And she asks the social media about the offer
    Then she never had to explain herself twice
