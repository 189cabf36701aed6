/** What a coordinator asks for at their desk. */
import { graphql } from './graph'

export const Desk = graphql(`
  query Desk {
    desk {
      today
      programmes {
        id
        name
      }
      museums {
        id
        name
      }
      actions {
        needs
        urgency
        about
        path
        since
        until
        personId
        person
        what
        whose
        count
        programme
        museums
      }
      cases {
        id
        stage
        since
        personId
        person
        title
        museums
        programme
        path
      }
      stays {
        sure
        museum
        since
        until
        personId
        person
        programme
        path
      }
      people {
        id
        name
        posts {
          museum
          name
          role
        }
        waiting
        oldest
      }
    }
  }
`)

export const DeskSearch = graphql(`
  query DeskSearch($words: String!) {
    deskSearch(words: $words) {
      kind
      id
      title
      beside
      path
    }
  }
`)
