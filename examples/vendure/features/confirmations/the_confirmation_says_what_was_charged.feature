@R15
Feature: The confirmation says what was charged
  Vendure mails a confirmation by itself. Whoever reads it must find what was paid.

  Scenario: One jacket, bought in the app
    Given Linda is a customer
    And the company promised Linda by email:
      | offer         | Rain jacket, 20% off |
      | price         | 47.99 EUR            |
      | regular price | 59.99 EUR            |
    When Linda opens the email
    And she redeems the offer in the app
    And she reads the order confirmation
    Then every touchpoint honours the promise
    And the confirmation says what was charged

  Scenario: Three jackets, where rounding matters
    20% off 179.97 is 35.994; off each of three jackets it would be 3 x 12.00.

    Given Linda is a customer
    And the company promised Linda by email:
      | offer         | 3 x Rain jacket, 20% off |
      | price         | 143.98 EUR               |
      | regular price | 179.97 EUR               |
    When Linda opens the email
    And she redeems the offer in the app
    And she reads the order confirmation
    Then the app honours the promise
    And the confirmation says what was charged

  Scenario: Three jackets, bought by phone
    Given Linda is a customer
    And the company promised Linda by email:
      | offer         | 3 x Rain jacket, 20% off |
      | price         | 143.98 EUR               |
      | regular price | 179.97 EUR               |
    When Linda opens the email
    And she redeems the offer at the call centre
    And she reads the order confirmation
    Then the call centre honours the promise
    And the confirmation says what was charged
