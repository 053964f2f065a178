@R1
Feature: An offer is made wherever customers are told of one

  Scenario: By text
    Given Linda is a customer, with a line for her daughter Maya
    And the company promised Linda by text:
      | offer         | half-price phone upgrade          |
      | price         | 60.00 USD                         |
      | regular price | 130.00 USD                        |
      | line          | Maya                              |
      | honoured at   | website, app                      |
      | alternative   | call us, we will order it for you |
      | valid for     | 10 days                           |
    When Linda learns of the offer from the texts
    And she redeems the offer in the app
    Then the message says what was promised
    And every touchpoint honours the promise

  Scenario Outline: Said at the <place>, taken online
    Given Linda is a customer
    And the company promised Linda at the <place>:
      | offer         | half-price phone upgrade |
      | price         | 65.00 USD                |
      | regular price | 130.00 USD               |
    When Linda learns of the offer from the <place>
    And she redeems the offer on the website
    Then every touchpoint honours the promise

    Examples:
      | place       |
      | texts       |
      | website     |
      | call centre |
      | store       |
