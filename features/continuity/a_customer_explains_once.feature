@R10
Feature: A customer explains once, and nobody asks again

  Background:
    Given Linda is a customer, with a line for her daughter Maya
    And the company promised Linda by email:
      | offer         | free phone upgrade |
      | price         | 0.00 USD           |
      | regular price | 130.00 USD         |

  Scenario: From the phone to the store
    When Linda opens the email
    And she asks the call centre about the offer for Maya's line
    And she asks the store about the offer
    Then she never had to explain herself twice

  Scenario: From the store to the phone
    When Linda opens the email
    And she asks the store about the offer for Maya's line
    And 2 days pass
    And she asks the call centre about the offer
    Then she never had to explain herself twice

  Scenario: From the phone to the website
    When Linda opens the email
    And she asks the call centre about the offer for Maya's line
    And she asks the website about the offer
    Then she never had to explain herself twice

  Scenario: Put through to a colleague
    When Linda opens the email
    And she asks the call centre about the offer for Maya's line
    And she asks the call centre about the offer and is put through to a colleague
    Then she never had to explain herself twice

  Scenario: From the store to the complaints desk
    When Linda opens the email
    And she has a note written at the store: "I was promised the upgrade for free."
    And she complains to the complaints desk
    Then she never had to explain herself twice
