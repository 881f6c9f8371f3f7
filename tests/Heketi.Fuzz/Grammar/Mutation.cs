using System.Text;
using System.Text.Json.Nodes;

namespace Heketi.FuzzTests.Grammar;

/// <summary>Makes a right body a wrong one.</summary>
public static class Mutation
{
    private const string Mark = "@raw@";

    /// <summary>The body as it is (every second time), or with one to three things wrong.</summary>
    public static byte[] Render(Random random, JsonObject body)
    {
        ArgumentNullException.ThrowIfNull(random);
        ArgumentNullException.ThrowIfNull(body);
        if (random.Next(2) == 0)
        {
            return Nasty.Text(body.ToJsonString());
        }

        var text = Fields(random, body, random.Next(1, 4));
        return random.Next(8) == 0 ? Bytes(random, Nasty.Text(text)) : Nasty.Text(text);
    }

    private static string Fields(Random random, JsonObject body, int count)
    {
        var tokens = new List<string>();
        for (var i = 0; i < count; i++)
        {
            var (holder, key) = Place(random, body);
            switch (key is null ? 0 : random.Next(7))
            {
                case 0:
                    holder["extra" + i] = Raw(tokens, random);
                    break;
                case 1:
                    holder.Remove(key!);
                    break;
                case 2:
                    // The same field again: Go takes the last one, and reads names without regard to case
                    holder[key!.ToUpperInvariant()] = Raw(tokens, random);
                    break;
                default:
                    holder[key!] = Raw(tokens, random);
                    break;
            }
        }

        var text = body.ToJsonString();
        for (var i = tokens.Count - 1; i >= 0; i--)
        {
            text = text.Replace($"\"{Mark}{i}\"", tokens[i], StringComparison.Ordinal);
        }

        return text;
    }

    private static string Raw(List<string> tokens, Random random)
    {
        tokens.Add(Nasty.Tokens[random.Next(Nasty.Tokens.Count)]);
        return Mark + (tokens.Count - 1);
    }

    private static (JsonObject Holder, string? Key) Place(Random random, JsonObject body)
    {
        while (body.Count > 0)
        {
            var (key, value) = body.ElementAt(random.Next(body.Count));
            if (value is JsonObject inner && random.Next(3) > 0)
            {
                body = inner;
                continue;
            }

            return (body, key);
        }

        return (body, null);
    }

    private static byte[] Bytes(Random random, byte[] bytes)
    {
        var at = random.Next(bytes.Length);
        return random.Next(5) switch
        {
            0 => bytes[..at],
            1 => [.. bytes[..at], (byte)random.Next(256), .. bytes[at..]],
            2 => [.. bytes[..at], .. bytes[(at + 1)..]],
            3 => [.. Encoding.UTF8.Preamble, .. bytes],
            _ => [.. bytes, .. bytes],
        };
    }
}
