@story @R1 @R9 @R10 @R12 @R13
Feature: Linda takes an emailed offer to every place she can
  The story this project began with. An email offers a free phone upgrade. The call centre says $130 and knows nothing.
  The store reads the email, says $130 and writes a note. The next call finds the note after 20 minutes, says $110 and
  hangs up. A formal complaint, three weeks later, makes it free.

  @moment_of_truth @severity:blocker
  Scenario: The whole story, from the email to the complaint
    Given Linda is a customer, with a line for her daughter Maya
    And the company promised Linda by email:
      | offer         | free phone upgrade |
      | price         | 0.00 USD           |
      | regular price | 130.00 USD         |
    When Linda opens the email
    And she asks the call centre about the offer for Maya's line
    And she asks the store about the offer
    And she has a note written at the store: "The store has read the email; the upgrade is free."
    And 3 days pass
    And she asks the call centre for the note
    And she complains to the complaints desk
    And she checks the account on the website
    Then every touchpoint honours the promise
    And the note is found wherever Linda goes
    And she never had to explain herself twice
    And nobody turned Linda away
    And the complaint is put right in time
    And the company has made it good for Linda

  Scenario: Two customers, one company
    Given Linda is a customer, with a line for her daughter Maya
    And Omar is a customer
    And the company promised Linda by email:
      | offer         | free phone upgrade |
      | price         | 0.00 USD           |
      | regular price | 130.00 USD         |
    And the company promised Omar by email:
      | offer         | loyalty discount |
      | price         | 65.00 USD        |
      | regular price | 130.00 USD       |
    When Linda opens the email
    And Omar opens the email
    And Linda redeems the offer on the website for Maya's line
    And Omar redeems the offer on the website
    Then every touchpoint honours the promise to Linda
    And every touchpoint honours the promise to Omar
