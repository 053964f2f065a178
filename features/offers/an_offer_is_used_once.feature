@R5
Feature: An offer is used once by a customer, in all channels together

  Background:
    Given Linda is a customer
    And the company promised Linda by email:
      | offer         | free phone upgrade |
      | price         | 0.00 USD           |
      | regular price | 130.00 USD         |
      | times         | once               |

  Scenario Outline: Used at the <first>, it is used up at the <second>
    When Linda opens the email
    And she redeems the offer at the <first>
    And she redeems the offer at the <second>
    Then every touchpoint honours the promise

    Examples:
      | first       | second      |
      | website     | store       |
      | store       | app         |
      | app         | call centre |
      | call centre | website     |

  Scenario: Having asked about it everywhere does not use it up
    When Linda opens the email
    And she asks the store about the offer
    And she asks the website about the offer
    And she redeems the offer at the call centre
    Then every touchpoint honours the promise
