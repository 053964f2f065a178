@R1
Feature: An emailed code is honoured wherever it is taken

  Background:
    Given Linda is a customer
    And the company promised Linda by email:
      | offer         | 1 × Rain jacket |
      | price         | 47.99 USD       |
      | regular price | 59.99 USD       |

  Scenario Outline: Redeemed in the <place>
    When Linda opens the email
    And she asks the <place> about the offer
    And she redeems the offer in the <place>
    Then every touchpoint honours the promise

    Examples:
      | place   |
      | website |
      | app     |
