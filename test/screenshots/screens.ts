import { leaving, left, type SampleStory } from './sample-story.ts';

export interface Screen {
  name: string;
  path: string;
  /** True: as somebody sees it who has not signed in. */
  isOutside?: true;
}

/** A new screen is a line here. */
export function listScreens(story: SampleStory): Screen[] {
  const { planned, done, offboarding, offboarded, facts, newcomers } = story;
  const filters = 'status=%5B%22New%22%5D&state=%5B%22CO%22%5D';
  return [
    { name: 'sign-in', path: '/sign-in', isOutside: true },
    { name: 'leads', path: '/leads' },
    { name: 'plan', path: `/leads?${filters}&ticked=all&reassign=new` },
    { name: 'preview', path: `/leads?${filters}&ticked=all&reassign=${planned}` },
    { name: 'lead', path: '/leads/1001' },
    { name: 'person', path: `/people/${leaving}` },
    { name: 'person-edit', path: `/people/${leaving}?edit=facts` },
    { name: 'new-person', path: '/people?person=new' },
    { name: 'offboard', path: `/people/${leaving}/offboard` },
    { name: 'offboard-preview', path: `/people/${leaving}/offboard?request=${offboarding}` },
    { name: 'offboard-result', path: `/people/${left}/offboard?request=${offboarded}` },
    { name: 'people', path: '/people' },
    { name: 'org-chart', path: '/people?view=chart&at=131' },
    {
      name: 'org-chart-staged',
      path: '/people?view=chart&staged=166-101_131-102_127-126&at=131&panel=changes',
    },
    { name: 'managers-csv', path: '/people?view=chart&panel=csv' },
    { name: 'requests', path: '/requests' },
    { name: 'request', path: `/requests/${done}` },
    { name: 'request-facts', path: `/requests/${facts}` },
    { name: 'request-newcomers', path: `/requests/${newcomers}` },
    { name: 'radar', path: '/radar' },
    { name: 'settings', path: '/settings' },
  ];
}
