// What Salesforce, HubSpot, LeadSquared and Insellerate call what a column holds; only where its meaning is certain:
// `Role` is an access role to one and an agent role to another, and the `Email` of a lead is nobody's who works it.
// Names that differ in case, blanks, dots and underscores are one already: `FirstName`, `Lead ID`, `Manager.Email`.

/** LeadSquared's `ProspectID` is a GUID beside the number. */
export const leadIdNames = ['Id', 'Record ID', 'ProspectAutoId', 'Lead Number', 'ApplicationId'];
export const ownerEmailNames = ['Owner', 'Owner.Email', 'OwnerIdEmailAddress'];
export const ownerIdNames = ['OwnerId'];

export const userIdNames = ['Id'];
export const userEmailNames = ['Email', 'EmailAddress'];
export const managerIdNames = ['ManagerUserId', 'ReportToUserId'];
