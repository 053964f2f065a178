@R21
Feature: What is private stays private
  Everybody can read what the company answers in public: no name, no number, no address, no code, no order.

  Scenario: On social media
    Given Linda is a customer, with a line for her daughter Maya
    And the company promised Linda by email:
      | offer         | free phone upgrade |
      | price         | 0.00 USD           |
      | regular price | 130.00 USD         |
    When Linda opens the email
    And she asks the social media about the offer for Maya's line
    Then nothing personal about Linda is told in public
