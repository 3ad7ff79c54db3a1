import { answerStory, type StoryQuestion } from './answer-story.ts';
import { answerRequests } from './thread-requests.ts';

answerRequests((question: StoryQuestion) => answerStory(question));
