using System.Security.Cryptography;
using System.Text;

namespace Fathom.Production.Diagnosis.Clusters;

/// <summary>What messages of one origin have in common.</summary>
public sealed class MessageTemplate
{
    private string[] _tokens;

    internal MessageTemplate(string[] tokens, string seed) => (_tokens, Id, Count) = (tokens, IdOf(seed), 1);

    /// <summary>Id of the template: "T-" and ten digits of the SHA-256 of the masked text it was first made from.</summary>
    /// <remarks>The seed is derived from text alone, so the same failures have the same id after a restart and on another server.</remarks>
    public string Id { get; }

    /// <summary>Messages that it has taken.</summary>
    public long Count { get; private set; }

    /// <summary>Its text; <see cref="MessageMask.Any"/> where messages differ.</summary>
    public string Text => string.Join(' ', _tokens);

    internal int Length => _tokens.Length;

    /// <summary>Fraction of the places where a message has the same fixed token.</summary>
    internal double Similarity(ReadOnlySpan<string> tokens)
    {
        if (tokens.Length == 0)
        {
            return 1;
        }

        int same = 0, open = 0;
        for (int i = 0; i < tokens.Length; i++)
        {
            bool any = _tokens[i] == MessageMask.Any;
            open += any ? 1 : 0;
            same += !any && _tokens[i] == tokens[i] ? 1 : 0;
        }

        return open == tokens.Length ? 1 : same / (double)(tokens.Length - open) * (1 - (0.3 * open / tokens.Length));
    }

    internal void Take(ReadOnlySpan<string> tokens)
    {
        Count++;
        for (int i = 0; i < tokens.Length; i++)
        {
            if (_tokens[i] != tokens[i] && _tokens[i] != MessageMask.Any)
            {
                _tokens = [.. _tokens];
                _tokens[i] = MessageMask.Any;
            }
        }
    }

    private static string IdOf(string text) =>
        $"T-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 5))}";
}
