@R11
Feature: A case is known wherever she asks, by its number
  It may begin on social media and end on the phone; nobody asks what it is about, or takes it for another one.

  Background:
    Given Linda is a customer, with a line for her daughter Maya
    And the company promised Linda by email:
      | offer         | free phone upgrade |
      | price         | 0.00 USD           |
      | regular price | 130.00 USD         |
    When Linda opens the email

  Scenario: Opened on social media, asked about by text and on the phone
    When Linda has a case opened on the social media: "The screen of Maya's phone stays dark."
    And she asks the texts about the case
    And she asks the call centre about the case
    Then the case is known wherever Linda goes
    And she never had to explain herself twice

  Scenario: Opened with the call centre, asked about wherever there is somebody to ask
    When Linda has a case opened with the call centre: "My bill has somebody else's calls on it."
    And she asks the chat about the case
    And she asks the store about the case
    And she asks the social media about the case
    Then the case is known wherever Linda goes

  Scenario: Opened in the store, looked for in the account
    When Linda has a case opened in the store: "The new SIM card does not work abroad."
    And she asks the website about the case
    Then the case is known wherever Linda goes

  Scenario: Of two cases, the one that is meant is told by text
    When Linda has a case opened in the chat: "The screen of Maya's phone stays dark."
    And she has a case opened through the texts: "My bill has somebody else's calls on it."
    And she asks the texts about the case
    Then the case is known wherever Linda goes
