@R15 @R17
Feature: A confirmation comes, and says what was charged

  Scenario Outline: <offer>, bought on the website
    Given Linda is a customer
    And the company promised Linda by email:
      | offer         | <offer>         |
      | price         | <price> USD     |
      | regular price | <regular> USD   |
    When Linda opens the email
    And she redeems the offer on the website
    And she reads the order confirmation
    Then every touchpoint honours the promise
    And the confirmation says what was charged
    And Linda has a confirmation of her order

    Examples: What a percentage comes to is rounded
      | offer                     | price  | regular |
      | 1 × Rain jacket           | 47.99  | 59.99   |
      | 3 × Rain jacket, 20% off  | 143.98 | 179.97  |
      | 3 × Hiking socks, 15% off | 31.49  | 37.05   |
      | 5 × Wool hat, 15% off     | 106.04 | 124.75  |

  Scenario: Bought in the app
    Given Linda is a customer
    And the company promised Linda by email:
      | offer         | 3 × Rain jacket, 20% off |
      | price         | 143.98 USD               |
      | regular price | 179.97 USD               |
    When Linda opens the email
    And she redeems the offer in the app
    And she reads the order confirmation
    Then Linda has a confirmation of her order
    And every touchpoint honours the promise
