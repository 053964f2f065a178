@R1
Feature: An emailed upgrade is honoured wherever the customer takes it
  The company emails an offer. Every place where the customer may take it knows the offer,
  charges what the email says, and carries it out.

  Background:
    Given Linda is a customer, with a line for her daughter Maya
    And the company promised Linda by email:
      | offer         | free phone upgrade               |
      | price         | 0.00 USD                         |
      | regular price | 130.00 USD                       |
      | honoured at   | website, app, call centre, store |
      | valid for     | 30 days                          |

  @moment_of_truth @severity:critical
  Scenario: She prefers to talk
    When Linda opens the email
    And she asks the call centre about the offer for Maya's line
    And she asks the store about the offer
    And she redeems the offer at the store
    Then every touchpoint honours the promise
    And she never had to explain herself twice

  Scenario Outline: She takes it to the <place>
    When Linda opens the email
    And she redeems the offer at the <place> for Maya's line
    Then every touchpoint honours the promise

    Examples:
      | place       |
      | website     |
      | app         |
      | call centre |
      | store       |

  Scenario: She asks the complaints desk to honour it
    When Linda opens the email
    And she complains to the complaints desk
    Then every touchpoint honours the promise

  Scenario: The email says what the company meant
    When Linda opens the email
    Then the message says what was promised
