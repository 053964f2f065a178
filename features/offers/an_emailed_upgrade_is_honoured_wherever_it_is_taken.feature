@R1
Feature: An emailed upgrade is honoured wherever the customer takes it

  Background:
    Given Linda is a customer, with a line for her daughter Maya
    And the company promised Linda by email:
      | offer         | free phone upgrade              |
      | price         | 0.00 USD                        |
      | regular price | 130.00 USD                      |
      | honoured at   | website, app, call centre, store |
      | valid for     | 30 days                         |

  Scenario: She prefers to talk
    When Linda opens the email
    And she asks the call centre about the offer for Maya's line
    And she asks the website about the offer for Maya's line
    And she asks the app about the offer for Maya's line
    And she asks the store about the offer
    And she redeems the offer at the store
    Then every touchpoint honours the promise
    And she never had to explain herself twice
