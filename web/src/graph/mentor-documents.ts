/** What is asked and done about requests to be a mentor, while somebody looks at them. */
import { graphql } from './graph'

export const MentorRequests = graphql(`
  query MentorRequests {
    mentorRequests {
      id
      participant {
        id
        name
      }
      about
      since
      until
      days
      state
      applicationId
      agreementId
      madeAt
      myTurn
      turns {
        mentor {
          id
          name
        }
        museum {
          id
          name
        }
        state
        askedAt
        replyBy
        question
        reply
        reason
      }
    }
  }
`)

export const AskMentors = graphql(`
  mutation AskMentors($request: MentorRequestInput!) {
    askMentors(request: $request)
  }
`)

export const AcceptMentorRequest = graphql(`
  mutation AcceptMentorRequest($id: UUID!, $close: Boolean!) {
    acceptMentorRequest(id: $id, close: $close)
  }
`)

export const DeclineMentorRequest = graphql(`
  mutation DeclineMentorRequest($id: UUID!, $reason: String!) {
    declineMentorRequest(id: $id, reason: $reason)
  }
`)

export const QuestionMentorRequest = graphql(`
  mutation QuestionMentorRequest($id: UUID!, $question: String!) {
    questionMentorRequest(id: $id, question: $question)
  }
`)

export const ReplyToMentor = graphql(`
  mutation ReplyToMentor($id: UUID!, $reply: String!) {
    replyToMentor(id: $id, reply: $reply)
  }
`)

export const CallMentorRequestOff = graphql(`
  mutation CallMentorRequestOff($id: UUID!) {
    callMentorRequestOff(id: $id)
  }
`)
