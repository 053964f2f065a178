@R2
Feature: An offer limited to one channel says so, and names another way

  Background:
    Given Linda is a customer
    And the company promised Linda by email:
      | offer         | free phone upgrade                          |
      | price         | 0.00 USD                                    |
      | regular price | 130.00 USD                                  |
      | honoured at   | website                                     |
      | alternative   | we will call you back and order it with you |

  Scenario: The email says where it holds
    When Linda opens the email
    Then the message says what was promised

  Scenario Outline: The <place> cannot honour it, and says what she can do instead
    When Linda opens the email
    And she asks the <place> about the offer
    And she redeems the offer on the website
    Then every touchpoint honours the promise

    Examples:
      | place       |
      | call centre |
      | store       |
