@R14
Feature: Every employee sees every current offer and how to honour it

  Scenario: The agent's desktop shows what the email says
    Given Linda is a customer
    And the company promised Linda by email:
      | offer         | free phone upgrade |
      | price         | 0.00 USD           |
      | regular price | 130.00 USD         |
    When Linda opens the email
    And an employee looks her up on the agent desktop
    Then staff see the offer and how to honour it
