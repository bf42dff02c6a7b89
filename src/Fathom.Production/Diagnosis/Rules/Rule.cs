namespace Fathom.Production.Diagnosis.Rules;

/// <summary>One line of the rule table: where all its conditions hold, this is the cause.</summary>
/// <param name="Id">Name of the rule, unique in the table.</param>
/// <param name="Cause">Name of the cause.</param>
/// <param name="Action">What is advised.</param>
/// <param name="Advice">What a person should do, as one sentence.</param>
/// <param name="When">Its conditions.</param>
public sealed record Rule(string Id, string Cause, RuleAction Action, string Advice, RuleConditions When);
