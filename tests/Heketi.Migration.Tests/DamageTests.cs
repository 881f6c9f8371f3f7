using System.Globalization;
using Heketi.Core.Topology;
using Heketi.Migration.Conversion;
using Heketi.Migration.Original;

namespace Heketi.Migration.Tests;

/// <summary>
/// Damaged and truncated databases: a message with page and offset, what is whole with salvaging, and no other end.
/// HEKETI_FUZZ_SECONDS=600 goes on for that long.
/// </summary>
public sealed class DamageTests(ITestOutputHelper output)
{
    private const int Mutations = 4000;

    [Fact]
    public void Any_damage_ends_in_a_message_or_in_a_document()
    {
        var seconds = int.Parse(Environment.GetEnvironmentVariable("HEKETI_FUZZ_SECONDS") ?? "0", CultureInfo.InvariantCulture);
        var until = TimeProvider.System.GetTimestamp() + (seconds * TimeProvider.System.TimestampFrequency);
        var samples = Samples.Names.Where(name => name != "large").Select(Samples.Database).ToList();
        var (tries, refused, salvaged) = (0, 0, 0);
        for (var seed = 1; tries < Mutations || TimeProvider.System.GetTimestamp() < until; seed++)
        {
            var random = new Random(seed);
            var content = Damaged(samples[random.Next(samples.Count)], random);
            tries++;
            try
            {
                TopologyImport.From(OriginalDatabase.Read(content).Document);
            }
            catch (DamagedDatabaseException e)
            {
                refused++;
                e.Damage.Offset.Should().BeInRange(0, content.Length, "seed {0}: {1}", seed, e.Message);
            }
            catch (MigrationException)
            {
                refused++; // whole, but of no sense
            }

            var rest = OriginalDatabase.Read(content, salvage: true);
            salvaged += rest.Damage.Count > 0 && rest.Document.Bricks.Count > 0 ? 1 : 0;
        }

        output.WriteLine($"{tries} damaged files: {refused} refused, {salvaged} of them salvaged in part");
        refused.Should().BeGreaterThan(tries / 20, "otherwise the damage is none");
        salvaged.Should().BePositive();
    }

    [Fact]
    public void A_truncated_file_names_the_page_that_is_missing()
    {
        var content = Samples.Database("small")[..40960];

        var read = () => OriginalDatabase.Read(content);

        read.Should().Throw<DamagedDatabaseException>().WithMessage("page *, offset *truncated*");
    }

    [Fact]
    public void A_damaged_entry_is_left_out_and_the_rest_salvaged()
    {
        var content = Samples.Database("small");
        var whole = OriginalDatabase.Read(content).Document;
        var brick = whole.Bricks.Keys.Order(StringComparer.Ordinal).First();
        var at = content.AsSpan().LastIndexOf(System.Text.Encoding.ASCII.GetBytes($"mounts/vg_{whole.Bricks[brick].Info.DeviceId}/brick_{brick}"));

        // The length of a text before it becomes one that no page holds
        foreach (var place in Enumerable.Range(0, content.Length - 2).Where(i => content.AsSpan(i).StartsWith(System.Text.Encoding.ASCII.GetBytes($"brick_{brick}"))))
        {
            var start = content.AsSpan(0, place).LastIndexOf("/var/lib/heketi"u8);
            content[start - 1] = 0xF8;
        }

        at.Should().BePositive();
        var rest = OriginalDatabase.Read(content, salvage: true);

        rest.Damage.Should().ContainSingle().Which.ToString().Should().Contain($"BRICK {brick}");
        rest.Document.Bricks.Should().HaveCount(whole.Bricks.Count - 1);
        rest.Document.Volumes.Should().HaveCount(whole.Volumes.Count);
    }

    [Theory]
    [MemberData(nameof(Sound))]
    public void The_databases_of_the_original_keep_all_invariants(string name) =>
        TopologyInvariants.Violations(TopologyImport.From(OriginalDatabase.Read(Samples.Database(name)).Document)).Should().BeEmpty();

    public static TheoryData<string> Sound => [.. Samples.Names.Where(name => name is not "stale_clone")];

    [Fact]
    public void What_a_crash_of_the_original_left_is_explained() =>
        TopologyInvariants.Violations(TopologyImport.From(OriginalDatabase.Read(Samples.Database("stale_clone")).Document))
            .Should().Contain(text => text.Contains("its volume \"b0b17df5184c5b9867a3792cd254f125\" is not there", StringComparison.Ordinal));

    private static byte[] Damaged(byte[] sample, Random random)
    {
        var content = (byte[])sample.Clone();
        switch (random.Next(4))
        {
            case 0:
                return content[..random.Next(content.Length)];
            case 1:
                var from = random.Next(content.Length);
                random.NextBytes(content.AsSpan(from, Math.Min(random.Next(1, 5000), content.Length - from)));
                return content;
            case 2:
                // The heads of pages decide most
                for (var i = random.Next(1, 4); i > 0; i--)
                {
                    content[(random.Next(content.Length / 4096) * 4096) + random.Next(96)] = (byte)random.Next(256);
                }

                return content;
            default:
                for (var i = random.Next(1, 200); i > 0; i--)
                {
                    content[random.Next(content.Length)] ^= (byte)(1 << random.Next(8));
                }

                return content;
        }
    }
}
