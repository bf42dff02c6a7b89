namespace Fathom.Production.Diagnosis.Clusters;

/// <summary>Finds the templates of messages as they come: a tree of fixed depth, after Drain (He et al., ICWS 2017).</summary>
/// <remarks>
/// A message goes down by its number of tokens and its first two fixed tokens, and joins the most similar template of that leaf, or
/// makes a new one. Deterministic in the order of the messages. Bounded: at most <see cref="MostTemplates"/>; what comes after them
/// joins <see cref="Rest"/>. Not for several threads at once.
/// </remarks>
public sealed class TemplateTree
{
    /// <summary>Most templates that are kept apart.</summary>
    public const int MostTemplates = 2000;

    private const double LeastSimilarity = 0.6;
    private readonly Dictionary<(int Length, string First, string Second), List<MessageTemplate>> _leaves = [];
    private readonly List<MessageTemplate> _templates = [];

    /// <summary>Every template, in the order of their first message.</summary>
    public IReadOnlyList<MessageTemplate> Templates => _templates;

    /// <summary>What did not fit any more, or null.</summary>
    public MessageTemplate? Rest { get; private set; }

    /// <summary>Adds a message and gives its template.</summary>
    public MessageTemplate Add(string message)
    {
        string[] tokens = MessageMask.Tokens(message);
        var key = (tokens.Length, Key(tokens, 0), Key(tokens, 1));
        if (!_leaves.TryGetValue(key, out List<MessageTemplate>? leaf))
        {
            if (_templates.Count >= MostTemplates)
            {
                return TakeRest();
            }

            _leaves[key] = leaf = [];
        }

        if (MostSimilar(leaf, tokens) is { } found)
        {
            found.Take(tokens);
            return found;
        }

        if (_templates.Count >= MostTemplates)
        {
            return TakeRest();
        }

        var made = new MessageTemplate(tokens, string.Join(' ', tokens));
        leaf.Add(made);
        _templates.Add(made);
        return made;
    }

    private static string Key(string[] tokens, int at) => at < tokens.Length && !tokens[at].Any(char.IsAsciiDigit) ? tokens[at] : MessageMask.Any;

    private static MessageTemplate? MostSimilar(List<MessageTemplate> leaf, string[] tokens)
    {
        (MessageTemplate? best, double most) = (null, LeastSimilarity);
        foreach (MessageTemplate template in leaf)
        {
            double similarity = template.Similarity(tokens);
            if (similarity >= most && (best is null || similarity > most))
            {
                (best, most) = (template, similarity);
            }
        }

        return best;
    }

    private MessageTemplate TakeRest()
    {
        if (Rest is null)
        {
            return Rest = new MessageTemplate(["…"], "the rest");
        }

        Rest.Take(["…"]);
        return Rest;
    }
}
